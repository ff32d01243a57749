import { describe, expect, it } from "vitest";
import { parseServerLines } from "./parse-server-lines";

describe("pasted servers", () => {
  it("are an address, a port, a weight and perhaps a name", () => {
    const { servers, faults } = parseServerLines(
      "192.168.0.21:8080 10\n\nweb-2 192.168.0.22:8080\t5\n# spare\n[::1]:80\r\n10.0.0.1:81, 0",
    );
    expect(faults).toEqual([]);
    expect(servers).toEqual([
      { name: "", address: "192.168.0.21", port: 8080, weight: 10 },
      { name: "web-2", address: "192.168.0.22", port: 8080, weight: 5 },
      { name: "", address: "::1", port: 80, weight: 1 },
      { name: "", address: "10.0.0.1", port: 81, weight: 0 },
    ]);
  });

  it("name the line that is wrong and the rule that it breaks", () => {
    const { servers, faults } = parseServerLines("10.0.0.1:80 101\nexample.org:80\n10.0.0.1\n10.0.0.2:99999");
    expect(servers).toEqual([]);
    expect(faults).toEqual([
      { line: 1, text: "10.0.0.1:80 101", rule: "integerBetween?min=0&max=100" },
      { line: 2, text: "example.org:80", rule: "ipAddress" },
      { line: 3, text: "10.0.0.1", rule: null },
      { line: 4, text: "10.0.0.2:99999", rule: "integerBetween?min=1&max=65535" },
    ]);
  });
});
