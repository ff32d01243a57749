import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CreateLoadBalancer } from "@/components/loadbalancer/create/create-load-balancer";
import { PageHead } from "@/components/ui/page-head";
import { requireContext } from "@/lib/auth/request-context";
import { generateName } from "@/lib/model/text";
import type { Context } from "@/lib/services/context";
import { listEips } from "@/lib/services/eip/list";
import { ServiceError } from "@/lib/services/errors";
import { getLoadBalancer } from "@/lib/services/loadbalancer/get";
import { listProjects } from "@/lib/services/project/list";
import { readRegion } from "@/lib/services/region/read";
import { listSubnets } from "@/lib/services/subnet/list";
import { listVpcs } from "@/lib/services/vpc/list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("loadbalancer"))("create") };
}

interface CreatePageProps {
  /** `from`: the id of one to duplicate. */
  searchParams: Promise<{ from?: string | string[] }>;
}

export default async function CreateLoadBalancerPage({ searchParams }: CreatePageProps) {
  const ctx = await requireContext();
  const t = await getTranslations("loadbalancer");
  const { from } = await searchParams;
  const like = typeof from === "string" ? findLike(ctx, from) : undefined;
  const title = like === undefined ? t("create") : t("duplicateOf", { name: like.name });
  return (
    <>
      <PageHead crumbs={[{ label: t("title"), href: "/load-balancers" }, { label: title }]} title={title} />
      <CreateLoadBalancer
        options={{
          region: readRegion(ctx),
          vpcs: listVpcs(ctx),
          subnets: listSubnets(ctx),
          eips: listEips(ctx, { unbound: true }),
          projects: listProjects(ctx),
          projectId: ctx.projectId,
          name: generateName("elb"),
          like,
        }}
      />
    </>
  );
}

/** One that is gone meanwhile leaves an empty form. */
function findLike(ctx: Context, id: string) {
  try {
    return getLoadBalancer(ctx, id);
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
}
