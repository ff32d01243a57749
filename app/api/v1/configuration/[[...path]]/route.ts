import { routeConfiguration } from "@/lib/http/configuration";

export const dynamic = "force-dynamic";

interface Asked {
  params: Promise<{ path?: string[] }>;
}

async function answer(request: Request, { params }: Asked): Promise<Response> {
  return routeConfiguration(request, (await params).path ?? []);
}

export { answer as DELETE, answer as GET, answer as POST };
