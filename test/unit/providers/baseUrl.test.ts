// T24: which addresses a model may have.
import { describe, expect, it } from 'vitest';
import { checkBaseUrl } from '../../../src/providers/baseUrl';

const verdict = (url: string, consentedPrivate = false): string => {
  const check = checkBaseUrl(url, { consentedPrivate });
  return check.ok ? `${check.local ? 'local ' : ''}${check.url}` : check.problem;
};

describe('T24: allowed', () => {
  it.each([
    ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
    ['https://api.openai.com', 'https://api.openai.com/v1'],
    ['https://API.OpenAI.com:443/v1/', 'https://api.openai.com/v1'],
    ['  https://openrouter.ai/api/v1  ', 'https://openrouter.ai/api/v1'],
    ['https://10.0.0.1/v1', 'https://10.0.0.1/v1'],
    ['http://localhost:11434', 'local http://localhost:11434/v1'],
    ['http://LOCALHOST.:11434', 'local http://localhost.:11434/v1'],
    ['http://127.0.0.1:8080/v1', 'local http://127.0.0.1:8080/v1'],
    ['http://127.1:8080', 'local http://127.0.0.1:8080/v1'],
    ['http://127.255.255.254', 'local http://127.255.255.254/v1'],
    ['http://2130706433', 'local http://127.0.0.1/v1'],
    ['http://0x7f.1', 'local http://127.0.0.1/v1'],
    ['http://0177.0.0.1', 'local http://127.0.0.1/v1'],
    ['http://[::1]:1234', 'local http://[::1]:1234/v1'],
    ['http://[0:0:0:0:0:0:0:1]', 'local http://[::1]/v1'],
    ['http://[::ffff:127.0.0.1]', 'local http://[::ffff:7f00:1]/v1'],
    ['http://①②⑦.⓪.⓪.①', 'local http://127.0.0.1/v1'],
  ])('%s', (url, expected) => expect(verdict(url)).toBe(expected));
});

describe('T24: refused', () => {
  it.each([
    ['', 'not-a-url'],
    ['localhost', 'not-a-url'],
    ['http://', 'not-a-url'],
    ['http://256.1.1.1', 'not-a-url'],
    ['localhost:11434', 'scheme'],
    ['ftp://127.0.0.1', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['ws://127.0.0.1', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['https://user:pass@api.openai.com', 'credentials'],
    ['http://127.0.0.1@evil.example', 'credentials'],
    ['https://api.openai.com/v1?x=1', 'query'],
    ['https://api.openai.com/v1#x', 'query'],
    ['http://api.openai.com', 'http-public'],
    ['http://8.8.8.8', 'http-public'],
    ['http://127.0.0.1.evil.example', 'http-public'],
    ['http://localhost.evil.example', 'http-public'],
    ['http://[2001:4860:4860::8888]', 'http-public'],
    ['http://172.32.0.1', 'http-public'],
    ['http://10.0.0.1', 'http-private'],
    ['http://172.16.0.1', 'http-private'],
    ['http://192.168.1.20:8080', 'http-private'],
    ['http://100.64.0.1', 'http-private'],
    ['http://[fd12::1]', 'http-private'],
    ['http://[::ffff:10.0.0.1]', 'http-private'],
    ['http://gpu-box:8000', 'http-private'],
    ['http://gpu.local', 'http-private'],
    ['http://169.254.169.254', 'forbidden-address'],
    ['https://169.254.169.254/latest', 'forbidden-address'],
    ['http://2852039166', 'forbidden-address'],
    ['http://0xa9.0xfe.0xa9.0xfe', 'forbidden-address'],
    ['http://169.254.169.254.', 'forbidden-address'],
    ['https://[::ffff:169.254.169.254]', 'forbidden-address'],
    ['https://[64:ff9b::a9fe:a9fe]', 'forbidden-address'],
    ['https://[2002:a9fe:a9fe::]', 'forbidden-address'],
    ['https://[fe80::1]', 'forbidden-address'],
    ['https://[febf::1]', 'forbidden-address'],
    ['https://[ff02::1]', 'forbidden-address'],
    ['https://[fd00:ec2::254]', 'forbidden-address'],
    ['https://metadata.google.internal', 'forbidden-address'],
    ['https://METADATA.google.internal.', 'forbidden-address'],
    ['http://metadata', 'forbidden-address'],
    ['https://100.100.100.200', 'forbidden-address'],
    ['https://168.63.129.16', 'forbidden-address'],
    ['http://0.0.0.0:8000', 'forbidden-address'],
    ['http://[::]:8000', 'forbidden-address'],
    ['http://0', 'forbidden-address'],
    ['https://255.255.255.255', 'forbidden-address'],
    ['https://224.0.0.1', 'forbidden-address'],
  ])('%s is %s', (url, expected) => expect(verdict(url)).toBe(expected));
});

it('T24: a consent opens http to private hosts and to nothing else', () => {
  expect(verdict('http://192.168.1.20:8080', true)).toBe('http://192.168.1.20:8080/v1');
  expect(verdict('http://gpu-box:8000/v1', true)).toBe('http://gpu-box:8000/v1');
  expect(verdict('http://8.8.8.8', true)).toBe('http-public');
  expect(verdict('http://169.254.169.254', true)).toBe('forbidden-address');
});

it('a refusal names the host and says what to do', () => {
  expect(checkBaseUrl('http://192.168.1.20:8080', { consentedPrivate: false })).toMatchObject({
    host: '192.168.1.20:8080',
    sentence: expect.stringContaining('192.168.1.20') as string,
  });
});
