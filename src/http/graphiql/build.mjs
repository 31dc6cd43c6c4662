// Builds GraphiQL into dist/, which build.rs compiles into the binary.
//
// Every file but index.html carries its content's hash in its name, so that browsers may keep it for ever. Each file is
// also written compressed: the server never compresses these itself.

import { build } from 'esbuild';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = 'dist';
const base = '/graphiql';

const options = {
  bundle: true,
  minify: true,
  metafile: true,
  outdir: dist,
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  publicPath: base,
  target: 'es2022',
  jsx: 'automatic',
  loader: { '.ttf': 'file', '.woff': 'file', '.woff2': 'file', '.graphql': 'text' },
  define: { 'process.env.NODE_ENV': '"production"' },
  legalComments: 'none',
  logLevel: 'warning',
};

/** What each entry point became, by its source name; `css` beside it where it has styles. */
function outputs({ metafile }) {
  const found = {};
  for (const [path, output] of Object.entries(metafile.outputs)) {
    if (!output.entryPoint) continue;
    found[basename(output.entryPoint)] = {
      js: `${base}/${basename(path)}`,
      css: output.cssBundle && `${base}/${basename(output.cssBundle)}`,
    };
  }
  return found;
}

await rm(dist, { recursive: true, force: true });

const workers = outputs(
  await build({
    ...options,
    format: 'iife',
    entryPoints: [
      'node_modules/monaco-editor/esm/vs/editor/editor.worker.js',
      'node_modules/monaco-editor/esm/vs/language/json/json.worker.js',
      'node_modules/monaco-graphql/esm/graphql.worker.js',
    ],
  }),
);

const page = outputs(
  await build({
    ...options,
    format: 'esm',
    entryPoints: ['src/main.jsx'],
    define: {
      ...options.define,
      EDITOR_WORKER: JSON.stringify(workers['editor.worker.js'].js),
      JSON_WORKER: JSON.stringify(workers['json.worker.js'].js),
      GRAPHQL_WORKER: JSON.stringify(workers['graphql.worker.js'].js),
    },
  }),
)['main.jsx'];

const html = await readFile('src/index.html', 'utf8');
await writeFile(`${dist}/index.html`, html.replace('{{script}}', page.js).replace('{{style}}', page.css));

for (const name of await readdir(dist)) {
  await writeFile(`${dist}/${name}.gz`, gzipSync(await readFile(`${dist}/${name}`), { level: 9 }));
}
