// Tells a library's code from the user's own by path and name alone. The workspace has the last word, in resolveFrames.

const pathParts = [
  '/node_modules/', '/bower_components/', '/.pnpm/', '/.yarn/', '/site-packages/', '/dist-packages/', '/.cargo/registry/',
  '/registry/src/', '/rust/deps/', '/rustlib/', '/rustc/', '/pkg/mod/', '/usr/local/go/src/', '/goroot/', '/libexec/src/', '/vendor/bundle/',
  '/gems/', '/lib/ruby/', '/usr/lib/', '/usr/include/', '/usr/local/lib/', '/usr/local/share/', '/usr/share/', '/usr/grte/',
  '/sysdeps/', '/glibc-', '/glibc/', '/libstdc++', '/libfuzzer/', '/compiler-rt/', '/xcode.app/', '/pub-cache/', '/.pub-cache/',
  '/.m2/repository/', '/.gradle/caches/', '/.nuget/packages/', '/vendor/composer/', '/vendor/symfony/', '/vendor/laravel/',
  '/vendor/phpunit/', '/lib/python2', '/lib/python3', '/lib64/python', '/python/lib/', '/webpack/bootstrap', '/lib/go/src/',
  '/go/src/runtime/', '/sdk/go1', '/eglibc-', '/.rustup/toolchains/', '/~/', '/jspm_packages/', '/usr/src/debug/', '/libsanitizer/',
  '/lib/node/internal/', '/third_party/python_runtime', '/third_party/py/', '/third_party/versions/',
  '/third_party/webapp', '/versions/third_party/', '/llvm-project/', '/libgcc', '/csu/../', '/csu/libc-start', '/vendor/autoload',
]; // prettier-ignore

const pathStarts = [
  'node:', 'internal/', 'dart:', '<frozen ', '<embedded ', '<internal:', '<__array_function__', 'ext:', 'deno:', 'bun:',
  'native ', 'webpack/bootstrap', 'chrome-extension:', 'moz-extension:', '_cgo_gotypes.go', 'package:flutter/', '<decorator-gen',
  'package:test_api/', 'package:matcher/', 'package:test_core/', 'package:test/', 'package:flutter_test/', 'package:stack_trace/', 'package:async/', 'package:http/',
  './nptl/', './csu/', './stdlib/', './signal/', './assert/', '../sysdeps/', '../csu/', './debug/', './string/', '../nptl/',
  'node_modules/', 'bootstrap_node.js', 'library/std/', 'library/core/', 'library/alloc/', 'library/test/', 'deps/',
  '<anonymous>', '[native', 'vendor/',
]; // prettier-ignore

const nodeInternals = new Set([
  'module.js', 'timers.js', 'events.js', 'net.js', 'stream.js', '_stream_readable.js', '_stream_writable.js', 'domain.js',
  'fs.js', 'repl.js', 'readline.js', 'vm.js', 'child_process.js', '_http_server.js', '_http_client.js', '_http_common.js',
  'node.js', 'bootstrap_node.js', 'util.js', 'assert.js', 'buffer.js', 'zlib.js', 'tls.js', '_tls_wrap.js', 'crypto.js',
]); // prettier-ignore

/** By path. Case of the path is kept by the caller; Windows separators are understood. */
export function isLibraryPath(file: string): boolean {
  const path = file.includes('\\') ? file.replaceAll('\\', '/') : file;
  const lower = path.toLowerCase();
  for (const start of pathStarts) if (lower.startsWith(start)) return true;
  for (const part of pathParts) if (lower.includes(part)) return true;
  return nodeInternals.has(path);
}

const javaPackages = [
  'java.', 'javax.', 'jakarta.', 'jdk.', 'sun.', 'com.sun.', 'kotlin.', 'kotlinx.', 'scala.', 'groovy.', 'clojure.',
  'android.', 'androidx.', 'dalvik.', 'com.android.', 'com.google.gson.', 'com.google.common.', 'com.google.inject.',
  'com.google.protobuf.', 'com.google.android.', 'com.google.firebase.', 'com.fasterxml.', 'org.apache.',
  'org.springframework.', 'org.hibernate.', 'org.junit.', 'junit.', 'org.testng.', 'org.mockito.', 'org.hamcrest.',
  'org.assertj.', 'org.eclipse.', 'org.mortbay.', 'org.jboss.', 'org.gradle.', 'org.codehaus.', 'org.slf4j.', 'ch.qos.',
  'io.netty.', 'io.reactivex.', 'io.micronaut.', 'io.quarkus.', 'io.vertx.', 'io.undertow.', 'io.ktor.', 'io.grpc.',
  'reactor.', 'rx.', 'akka.', 'okhttp3.', 'okio.', 'retrofit2.', 'com.zaxxer.', 'com.mysql.', 'org.postgresql.',
  'oracle.', 'com.ibm.', 'net.sf.', 'net.bytebuddy.', 'org.aspectj.', 'org.h2.', 'org.yaml.', 'com.intellij.',
  'org.jetbrains.', '_COROUTINE.', 'worker.org.gradle.', 'org.scalatest.', 'org.xml.', 'org.w3c.', 'feign.', 'lombok.',
  'com.code_intelligence.', 'io.kotest.', 'com.netflix.', 'org.glassfish.', 'org.thymeleaf.', 'com.squareup.', 'play.',
]; // prettier-ignore

const rustCrates = new Set('std core alloc proc_macro __rustc rust_begin_unwind rust_panic'.split(' '));

/** Rust's own crates: `std::rt::lang_start`, `<core::fmt::Arguments>::new`, `core[c1f1]::fmt::write`. */
export function isRustLibrary(name: string): boolean {
  const start = name.startsWith('<') ? 1 : 0;
  const path = name.indexOf('::', start);
  const crate = name.slice(start, path < 0 ? name.length : path);
  const hash = crate.endsWith(']') ? crate.indexOf('[') : -1;
  return rustCrates.has(hash < 0 ? crate : crate.slice(0, hash));
}

/** By qualified name. A class called `…Test` inside a library's package is that library's own test: the user's code. */
export function isJavaLibrary(name: string): boolean {
  if (!javaPackages.some((start) => name.startsWith(start))) return false;
  return !name.split('.').some((part) => {
    const nested = part.indexOf('$');
    const outer = nested < 0 ? part : part.slice(0, nested);
    return outer.endsWith('Test') || outer.endsWith('Tests');
  });
}

const dotnetNamespaces = [
  'System.', 'Microsoft.', 'Mono.', 'Xunit.', 'NUnit.', 'Newtonsoft.', 'MySql.', 'Npgsql.', 'Castle.', 'Autofac.', 'Moq.',
  'Internal.', 'Windows.', 'MS.', 'Interop.', 'FSharp.', 'UnityEngine.', 'UnityEditor.', 'Serilog.', 'Dapper.', 'AutoMapper.',
  'MediatR.', 'Polly.', 'StackExchange.', 'RestSharp.', 'Swashbuckle.', 'Hangfire.', '(wrapper ', 'lambda_method',
]; // prettier-ignore

export function isDotnetLibrary(name: string): boolean {
  return dotnetNamespaces.some((start) => name.startsWith(start));
}

const elixirApplications = new Set(
  (
    'elixir stdlib kernel ex_unit mix logger iex erts compiler crypto ssl inets phoenix phoenix_live_view phoenix_html ' +
    'phoenix_pubsub ecto ecto_sql postgrex plug plug_cowboy cowboy cowlib ranch bandit thousand_island db_connection ' +
    'telemetry jason poison hackney tesla finch mint gettext eex gen_stage oban absinthe dialyxir credo'
  ).split(' '),
);

export function isElixirLibrary(application: string): boolean {
  return elixirApplications.has(application);
}

/** A Go package of the standard library has no dot in its first element and is not `main`. */
export function isGoLibrary(file: string, name: string): boolean {
  if (isLibraryPath(file)) return true;
  const root = name.slice(0, Math.max(0, name.search(/[./]/)));
  if (!goPackages.has(root)) return false;
  // Paths trimmed at build: `regexp/regexp.go` is the run time's, `example.com/app/main.go` and `./main.go` are not.
  return file.startsWith(`${root}/`) || file.includes(`/go/src/${root}/`);
}

const goPackages = new Set(
  (
    'archive bufio bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go hash ' +
    'html image index internal io iter log maps math mime net os path plugin reflect regexp runtime slices sort strconv ' +
    'strings sync syscall testing text time unicode unique unsafe'
  ).split(' '),
);
