import { describe, expect, it } from "vitest";
import { goAnswer, isRefusal } from "./go-answer.mjs";

const REFUSED = `go: example.org/provider@v2.0.0: example.org/provider@v2.0.0: reading https://proxy.example.org/provider/@v/v2.0.0.info: 403 Forbidden
	server response: This module version is not available.
`;

describe("goAnswer", () => {
  it("gives the proxy's status and response", () => {
    expect(goAnswer(REFUSED)).toBe("403 Forbidden, server response: This module version is not available.");
  });

  it("gives the status alone if the proxy said no more", () => {
    expect(goAnswer("go: m@v1: reading https://proxy.example.org/m.info: 404 Not Found\n")).toBe("404 Not Found");
  });

  it("gives the last lines of a build that failed, without the downloads", () => {
    expect(goAnswer("go: downloading example.org/a v1.0.0\n# example.org/b\nb.go:3:1: undefined: x\n")).toBe(
      "# example.org/b; b.go:3:1: undefined: x",
    );
  });
});

describe("isRefusal", () => {
  it.each(["403 Forbidden", "404 Not Found", "410 Gone, server response: not found"])("takes %s as final", (answer) => {
    expect(isRefusal(answer)).toBe(true);
  });

  it.each(["502 Bad Gateway", "dial tcp: lookup proxy.example.org: no such host", "b.go:3:1: undefined: x"])(
    "takes %s as worth another try",
    (answer) => {
      expect(isRefusal(answer)).toBe(false);
    },
  );
});
