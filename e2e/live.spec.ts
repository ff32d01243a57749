import { create } from "./support/chain";
import { expect, test } from "./support/test";

test("what changes while a page is still loading its scripts is shown as soon as it is alive", async ({
  console: page,
  product,
}) => {
  const subnets = (await product.api("GET", "/api/v2.0/subnets")).body as { subnets: { id: string }[] };
  const balancer = await create(product, "lbaas/loadbalancers", "loadbalancer", {
    vip_subnet_id: subnets.subnets[0]?.id,
    name: "elb-loading",
  });
  const path = `/api/v2.0/lbaas/loadbalancers/${balancer.id}`;
  for (const [where, place] of [
    ["/load-balancers", "cell"],
    [`/load-balancers/${balancer.id}`, "heading"],
  ] as const) {
    let release = () => {};
    const gate = new Promise<void>((done) => {
      release = done;
    });
    await page.route("**/*.js", async (route) => {
      await gate;
      await route.continue();
    });
    await page.goto(product.url + where, { waitUntil: "commit" });
    await expect(page.getByRole(place, { name: "elb-loading" }).first()).toBeVisible();
    const renamed = `elb-renamed-${place}`;
    expect((await product.api("PUT", path, { loadbalancer: { name: renamed } })).status).toBe(200);
    release();
    await expect(page.getByRole(place, { name: renamed }).first()).toBeVisible();
    await page.unroute("**/*.js");
    await product.api("PUT", path, { loadbalancer: { name: "elb-loading" } });
  }
});
