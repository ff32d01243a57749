import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CreateLoadBalancer } from "@/components/loadbalancer/create/create-load-balancer";
import { PageHead } from "@/components/ui/page-head";
import { requireContext } from "@/lib/auth/request-context";
import { generateName } from "@/lib/model/text";
import { listEips } from "@/lib/services/eip/list";
import { listProjects } from "@/lib/services/project/list";
import { readRegion } from "@/lib/services/region/read";
import { listSubnets } from "@/lib/services/subnet/list";
import { listVpcs } from "@/lib/services/vpc/list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("loadbalancer"))("create") };
}

export default async function CreateLoadBalancerPage() {
  const ctx = await requireContext();
  const t = await getTranslations("loadbalancer");
  return (
    <>
      <PageHead crumbs={[{ label: t("title"), href: "/load-balancers" }, { label: t("create") }]} title={t("create")} />
      <CreateLoadBalancer
        options={{
          region: readRegion(ctx),
          vpcs: listVpcs(ctx),
          subnets: listSubnets(ctx),
          eips: listEips(ctx, { unbound: true }),
          projects: listProjects(ctx),
          projectId: ctx.projectId,
          name: generateName("elb"),
        }}
      />
    </>
  );
}
