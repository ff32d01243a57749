import { AxeBuilder } from "@axe-core/playwright";
import { startBackend } from "./support/backend";
import { createChain } from "./support/chain";
import { freePort } from "./support/product";
import { expect, signIn, test } from "./support/test";

const looks = [
  { colorScheme: "light", locale: "en-US", width: 1440 },
  { colorScheme: "dark", locale: "zh-CN", width: 1440 },
  { colorScheme: "dark", locale: "en-US", width: 390 },
  { colorScheme: "light", locale: "zh-CN", width: 390 },
] as const;

for (const { colorScheme, locale, width } of looks) {
  test(`every screen, ${colorScheme}, ${locale}, ${width} px: nothing missing, nothing overflowing, axe content`, async ({
    browser,
    product,
  }) => {
    test.setTimeout(180_000);
    const backend = await startBackend("screen");
    const chain = await createChain(
      product,
      await freePort(),
      [
        { address: "127.0.0.1", port: backend.port },
        { address: "127.0.0.1", port: 1 },
      ],
      { type: "HTTP", delay: 1, timeout: 1, max_retries: 1, max_retries_down: 1, url_path: "/healthz" },
    );
    const context = await browser.newContext({ colorScheme, locale, viewport: { width, height: 900 } });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    try {
      await page.goto(`${product.url}/sign-in`);
      await expect(page.getByRole("button", { name: /Sign in|登录/ })).toBeVisible();
      const paths = ["/sign-in"];
      await signIn(page, product);
      const balancer = `/load-balancers/${chain.loadBalancerId}`;
      paths.push(
        "/",
        "/load-balancers",
        "/load-balancers/create",
        "/access/projects",
        "/network/eips",
        "/network/vpcs",
        "/network/subnets",
        balancer,
        `${balancer}/listeners`,
        `${balancer}/groups`,
        `${balancer}/tags`,
      );
      paths.push(
        `${balancer}/listeners/create`,
        `${balancer}/listeners/${chain.listenerId}`,
        `${balancer}/groups/${chain.poolId}`,
        `${balancer}/groups/create`,
      );
      for (const path of paths.slice(1)) {
        await page.goto(product.url + path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        const results = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
        const serious = results.violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect.soft(serious.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.target.join(" ")}`)).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect.soft(overflow, `${path} is wider than the window`).toBeLessThanOrEqual(0);
        const text = await page.locator("body").innerText();
        expect
          .soft(text, `${path} shows a raw message key`)
          .not.toMatch(
            /\b(common|nav|network|eip|listener|pool|member|loadbalancer|overview|rules|errors)\.[a-z][A-Za-z]+\b/,
          );
        if (locale === "zh-CN") expect.soft(text, `${path} is in Chinese`).toMatch(/\p{Script=Han}/u);
      }
      expect(problems).toEqual([]);
    } finally {
      await context.close();
      await backend.stop();
    }
  });
}
