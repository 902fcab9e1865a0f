// Takes the addresses of those who ask for funds out of package-lock.json; the hashes say all that is needed.
import { readFileSync, writeFileSync } from "node:fs";

const LOCK = new URL("package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(LOCK, "utf8"));
for (const each of Object.values(lock.packages)) delete each.funding;
const text = `${JSON.stringify(lock, null, 2)}\n`;
if (text.includes("://")) throw new Error("package-lock.json still holds an address");
writeFileSync(LOCK, text);
