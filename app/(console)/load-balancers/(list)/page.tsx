import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { getTranslations } from "next-intl/server";
import { readListQuery } from "@/components/data-table/list-params";
import { LoadBalancerList } from "@/components/loadbalancer/load-balancer-list";
import { requireContext } from "@/lib/auth/request-context";
import { searchLoadBalancers } from "@/lib/services/loadbalancer/search";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("loadbalancer"))("title") };
}

export default async function LoadBalancersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireContext();
  const query = await readListQuery(searchParams);
  return <LoadBalancerList initial={{ query, page: searchLoadBalancers(ctx, query), readAt: ctx.now() }} />;
}
