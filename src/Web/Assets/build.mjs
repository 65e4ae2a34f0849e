// Makes wwwroot/lib from the restored packages and from the style sheets and scripts beside this file.
// Run by the build (see BrowserAssets.targets); owns wwwroot/lib alone and writes nothing else.
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, '../node_modules');
const lib = join(here, '../wwwroot/lib');

const read = (...path) => readFile(join(...path), 'utf8');
const readPackage = path => readFile(join(packages, path));

// The number before a file name is its place: tokens, layout, components, print.
async function joined(folder, wrap) {
  const names = (await readdir(join(here, folder))).sort();
  return (await Promise.all(names.map(name => read(here, folder, name)))).map(wrap).join('\n');
}

async function symbol(name) {
  const svg = await read(packages, 'lucide-static/icons', `${name}.svg`).catch(() => {
    throw new Error(`Assets/icons.txt names “${name}”, which lucide does not have.`);
  });
  const shapes = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'));
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s+/g, ' ').trim()}</symbol>`;
}

async function sprite() {
  const names = (await read(here, 'icons.txt')).split('\n').map(line => line.trim()).filter(Boolean);
  const symbols = await Promise.all(names.map(symbol));
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${await read(here, 'mark.svg')}${symbols.join('\n')}\n</svg>\n`;
}

async function htmx() {
  const parts = ['htmx.org/dist/htmx.min.js', 'htmx.org/dist/ext/hx-sse.min.js'].map(readPackage);
  return (await Promise.all(parts)).map(part => part.toString().replace(/^\/\/# sourceMappingURL=.*$/m, '')).join('\n');
}

async function licenses() {
  const files = ['basecoat-css/LICENSE.md', 'htmx.org/LICENSE', 'lucide-static/LICENSE', '@fontsource-variable/inter/LICENSE'];
  return (await Promise.all(files.map(async file => `${dirname(file)}\n\n${await read(packages, file)}`))).join('\n\n');
}

const made = {
  'basecoat.css': readPackage('basecoat-css/dist/basecoat.cdn.min.css'),
  'basecoat.js': readPackage('basecoat-css/dist/js/all.min.js'),
  'htmx.js': htmx(),
  'inter-latin.woff2': readPackage('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'),
  'inter-latin-ext.woff2': readPackage('@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2'),
  'app.css': joined('css', css => css),
  'app.js': joined('js', script => `{\n${script}}`),
  'theme.js': read(here, 'theme.js'),
  'docs.js': read(here, 'docs.js'),
  'icons.svg': sprite(),
  'licenses.txt': licenses(),
};

await mkdir(lib, { recursive: true });
for (const [name, content] of Object.entries(made)) await writeFile(join(lib, name), await content);
for (const name of await readdir(lib)) if (!(name in made)) await rm(join(lib, name), { recursive: true });
