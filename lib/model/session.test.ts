import { expect, it } from "vitest";
import { programOf } from "./session";

it.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox · Linux"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0",
    "Edge · Windows",
  ],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1", "Safari · iOS"],
  ["Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/141.0 Mobile Safari/537.36", "Chrome · Android"],
  ["curl/8.5.0", "curl"],
  ["my-robot/1 <script>", "my-robot"],
  ["<script>", ""],
  ["", ""],
])("%s is %s", (userAgent, program) => {
  expect(programOf(userAgent)).toBe(program);
});
