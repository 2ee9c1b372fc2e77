import { expect, it } from "vitest";
import { type LoggedRequest, RequestLog } from "../../src/emulator/request-log.js";

it("records requests in the order of their responses, reports them, and hides their secrets", () => {
  const log = new RequestLog();
  const heard: LoggedRequest[] = [];
  log.onRequest((request) => heard.push(request));
  const request = { at: 1, took: 2, method: "PUT", url: "https://management.azure.com/a", status: 200 };
  log.add({ ...request, sent: '{"adminPassword":"hush"}', answered: { token: "hush" } });
  log.add({
    ...request,
    url: "https://login.microsoftonline.com/t/oauth2/token",
    sent: "client_secret=hush",
    answered: {},
  });
  expect(heard).toEqual(log.entries);
  expect(log.entries).toMatchObject([
    { ...request, sent: '{"adminPassword":"(hidden)"}', answered: { token: "(hidden)" } },
    { sent: "(hidden)", answered: "(hidden)" },
  ]);
  expect(JSON.stringify(log.entries)).not.toContain("hush");
});
