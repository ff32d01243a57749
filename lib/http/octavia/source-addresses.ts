import type { SourceAddressView } from "@/lib/model/source-address";
import { readSourceAddresses } from "@/lib/services/sourceaddress/read";
import { updateSourceAddresses } from "@/lib/services/sourceaddress/update";
import { type ApiCall, ok, withBody } from "./api-call";

/* Extension: where connections to members come from. */

function sourceAddressesBody({ addresses, hostAddresses, missing }: SourceAddressView) {
  return { source_addresses: { addresses, host_addresses: hostAddresses, missing_addresses: missing } };
}

export function getSourceAddressesRoute({ ctx }: ApiCall): Response {
  return ok(sourceAddressesBody(readSourceAddresses(ctx)));
}

export async function updateSourceAddressesRoute(call: ApiCall): Promise<Response> {
  const view = await withBody(call, "source_addresses", {}, (body) => {
    const input = {
      addresses: (body.list("addresses") as string[] | undefined) ?? readSourceAddresses(call.ctx).addresses,
    };
    body.finish();
    return updateSourceAddresses(call.ctx, input);
  });
  return ok(sourceAddressesBody(view));
}
