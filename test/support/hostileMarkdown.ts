// Texts that try to load something, run something or look like something else, made from parts so that there are many of them.

const target = 'http://sink.test/x';

const elements = [
  `<img src="${target}">`,
  `<img src=x onerror="fetch('${target}')">`,
  `<svg><image href="${target}"/></svg>`,
  `<svg onload="alert(1)">`,
  `<script src="${target}"></script>`,
  `<script>alert(1)</script>`,
  `<iframe src="${target}"></iframe>`,
  `<iframe srcdoc="<img src='${target}'>"></iframe>`,
  `<link rel="stylesheet" href="${target}">`,
  `<style>@import url(${target}); * { background: url(${target}) }</style>`,
  `<div style="background:url(${target})">x</div>`,
  `<object data="${target}"></object>`,
  `<embed src="${target}">`,
  `<video src="${target}" poster="${target}" autoplay></video>`,
  `<audio src="${target}" autoplay></audio>`,
  `<base href="${target}">`,
  `<meta http-equiv="refresh" content="0;url=${target}">`,
  `<form action="${target}"><button autofocus>x</button></form>`,
  `<math><mtext><table><mglyph><style><img src="${target}" onerror="alert(1)"></style></mglyph></table></mtext></math>`,
  `<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">`,
  `<noscript><p title="</noscript><img src=x onerror=alert(1)>">`,
  `<template><img src="${target}"></template>`,
  `<a href="javascript:alert(1)" autofocus onfocus="alert(1)">x</a>`,
  `<details open ontoggle="alert(1)">x</details>`,
  `![x](${target})`,
  `![x][r]\n\n[r]: ${target}`,
  `[![x](${target})](${target})`,
  `![](${target} "title")`,
  `<${target}>`,
  `$\\href{${target}}{x}$`,
  `\`\`\`mermaid\ngraph TD; A-->B; click A "${target}"; A["<img src='${target}'>"]\n\`\`\``,
  `\`\`\`html\n<img src="${target}">\n\`\`\``,
  `\`\`\`"onload="alert(1)\n<img src=${target}>\n\`\`\``,
  `| <img src="${target}"> |\n|---|\n| ![x](${target}) |`,
  `&lt;img src=${target}&gt; &#60;img src=${target}&#62;`,
  `<xmp><img src="${target}"></xmp><plaintext>`,
];

const wrappings: readonly ((inner: string) => string)[] = [
  (inner) => inner,
  (inner) => `text ${inner} text`,
  (inner) => `> ${inner}`,
  (inner) => `- a\n\n  ${inner}`,
  (inner) => `**${inner}**`,
  (inner) => `<div>\n\n${inner}\n\n</div>`,
  (inner) => `# ${inner}`,
];

/** 252 of them; the sink is `sink.test`. */
export const loadingPayloads: readonly string[] = wrappings.flatMap((wrap) => elements.map(wrap));

const schemes = [
  'command:weir.setKey', 'COMMAND:workbench.action.terminal.new', 'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\tscript:alert(1)',
  'vscode://weir.weir/x', 'vscode-insiders://x', 'file:///etc/passwd', 'data:text/html,<script>alert(1)</script>', 'vbscript:x',
  'blob:http://sink.test/1', 'about:blank', 'ftp://sink.test/x', 'mailto:a@sink.test', 'ssh://sink.test', 'ws://sink.test', '//sink.test/x',
  '/etc/passwd', 'src/a.ts#L3', '#top', '?q', 'http:sink.test', 'https://user:secret@sink.test/', 'vscode-resource://x', 'javascript&colon;alert(1)',
  '&#106;avascript:alert(1)', 'http://', 'https://[::1', 'x:y', 'command&colon;weir.stop',
] as const; // prettier-ignore

const linkForms: readonly ((href: string) => string)[] = [
  (href) => `[x](${href})`,
  (href) => `[x](<${href}>)`,
  (href) => `[x](${href} "title")`,
  (href) => `<${href}>`,
  (href) => href,
  (href) => `[x][r]\n\n[r]: ${href}`,
  (href) => `[https://example.com](${href})`,
  (href) => `<a href="${href}">x</a>`,
  (href) => `[**\`x\`**](${href})`,
  (href) => `[x\\](y](${href})`,
];

/** 300 of them, none of which may become something to click but where it is http or https. */
export const linkPayloads: readonly string[] = linkForms.flatMap((form) => schemes.map(form));
