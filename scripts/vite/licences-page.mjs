/** @typedef {import("./licences.mjs").Notice} Notice */

/**
 * @typedef {object} Licences
 * @property {readonly Notice[]} notices
 * @property {readonly { readonly title: string, readonly licence: string, readonly licencePackage: string, readonly licenceUpstream: string }[]} models
 * @property {{ readonly notice: string, readonly licence: string }} own
 */

/** @type {Readonly<Record<string, string>>} */
const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);

/**
 * A page without scripts, in both languages at once: licences are not translated.
 * @param {Licences} licences
 */
export function licencesPage({ notices, models, own }) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Licences · 许可证</title>
<style>
body { max-inline-size: 76ch; margin: 0 auto; padding: 24px 16px 64px; font: 15px/1.5 system-ui, "PingFang SC", "Noto Sans CJK SC", sans-serif; color: light-dark(#1a1c1e, #eceef0); background: light-dark(#f5f5f2, #101214); }
h1 { font-size: 22px; } h2 { margin-block: 32px 8px; font-size: 17px; }
details { border-block-end: 1px solid light-dark(#dfe0db, #2c3135); } summary { padding-block: 8px; cursor: pointer; }
pre { overflow: auto; font-size: 12.5px; white-space: pre-wrap; overflow-wrap: anywhere; }
a { color: light-dark(#1d56e0, #83a9ff); }
</style>
</head>
<body>
<h1>Licences <span lang="zh-CN">· 许可证</span></h1>
<p><a href="./">Back to the page <span lang="zh-CN">· 返回</span></a></p>
<h2>This site <span lang="zh-CN">· 本站</span></h2>
${folded("Apache-2.0", `${own.notice}\n\n${own.licence}`)}
<h2>Models that ship with it <span lang="zh-CN">· 随站提供的模型</span></h2>
${models.map((model) => folded(`${model.title}: ${model.licence}`, `${model.licenceUpstream}\n${model.licencePackage}`)).join("\n")}
<h2>Programs <span lang="zh-CN">· 程序</span></h2>
${notices.map(({ name, version, licence, text }) => folded(`${name} ${version}: ${licence}`, text || licence)).join("\n")}
</body>
</html>
`;
}

/**
 * @param {string} title
 * @param {string} text
 */
function folded(title, text) {
  return `<details><summary>${escaped(title)}</summary><pre>${escaped(text.trim())}</pre></details>`;
}
