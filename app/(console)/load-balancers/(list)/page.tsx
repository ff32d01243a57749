import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LoadBalancerList } from "@/components/loadbalancer/load-balancer-list";
import { requireContext } from "@/lib/auth/request-context";
import { listLoadBalancers } from "@/lib/services/loadbalancer/list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("loadbalancer"))("title") };
}

export default async function LoadBalancersPage() {
  const ctx = await requireContext();
  return <LoadBalancerList initial={{ data: listLoadBalancers(ctx), readAt: ctx.now() }} />;
}
