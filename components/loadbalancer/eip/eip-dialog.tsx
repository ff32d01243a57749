"use client";

import type { LoadBalancerView } from "@/lib/model/loadbalancer";
import { BandwidthDialog } from "./bandwidth-dialog";
import { BindDialog } from "./bind-dialog";
import { UnbindDialog } from "./unbind-dialog";

export interface EipDialogProps {
  view: LoadBalancerView;
  onClose: () => void;
}

export type EipAction = "bandwidth" | "bind" | "unbind";

/** What is done with the public side of a load balancer, from its row or its page. Mounted while it is open. */
export function EipDialog({ action, ...props }: EipDialogProps & { action: EipAction }) {
  switch (action) {
    case "bandwidth":
      return <BandwidthDialog {...props} />;
    case "bind":
      return <BindDialog {...props} />;
    case "unbind":
      return <UnbindDialog {...props} />;
  }
}
