// Takes pictures of every screen of an installation with believable content, light and dark, on a desk and on a phone.
//
//   npm run pictures -- FOLDER
import { runnerImport } from "vite";

const [folder] = process.argv.slice(2);
if (!folder) throw new Error("Say in which folder the pictures go.");
const { module } = await runnerImport("./browser/pictures.ts");
console.log(`${await module.takePictures(folder)} pictures in ${folder}`);
