// Puts a .br and a .gz beside every file of the build that shrinks by it, so that the server only sends bytes.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const compressible = /\.(js|css|html|svg|json|txt|webmanifest)$/;
const root = new URL("../dist", import.meta.url).pathname;

let count = 0;
for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
  // The page itself stays plain: the server writes the base path into it.
  if (!entry.isFile() || !compressible.test(entry.name) || entry.name === "index.html") continue;
  const path = join(entry.parentPath ?? entry.path, entry.name);
  const bytes = readFileSync(path);
  const forms = {
    gz: gzipSync(bytes, { level: 9 }),
    br: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  };
  for (const [extension, compressed] of Object.entries(forms)) {
    if (compressed.length < bytes.length) writeFileSync(`${path}.${extension}`, compressed);
  }
  count++;
}
console.log(`Compressed ${count} files ahead of time.`);
