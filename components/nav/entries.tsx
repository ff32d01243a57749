import {
  Bell,
  Boxes,
  ChartSpline,
  FolderTree,
  GitCommitVertical,
  Globe,
  History,
  KeyRound,
  LayoutGrid,
  Network,
  ScrollText,
  Server,
  ShieldCheck,
  Split,
  Users,
  Waypoints,
} from "lucide-react";
import type { ReactNode } from "react";
import { LoadBalancerIcon } from "./icons";

export interface NavEntry {
  /** Also its key in the `nav` messages. */
  key:
    | "overview"
    | "loadBalancers"
    | "servers"
    | "scalingGroups"
    | "certificates"
    | "alarms"
    | "monitoring"
    | "logs"
    | "eips"
    | "vpcs"
    | "subnets"
    | "sourceAddresses"
    | "projects"
    | "tokens"
    | "users"
    | "configuration"
    | "audit";
  href: string;
  icon: ReactNode;
  /** The second key of its `g` jump. */
  jump: string;
}

/** Groups are ruled apart. A page that exists is one line here. */
export const navGroups: readonly (readonly NavEntry[])[] = [
  [
    { key: "overview", href: "/", icon: <LayoutGrid />, jump: "o" },
    { key: "loadBalancers", href: "/load-balancers", icon: <LoadBalancerIcon />, jump: "l" },
    { key: "servers", href: "/servers", icon: <Server />, jump: "s" },
    { key: "scalingGroups", href: "/scaling-groups", icon: <Boxes />, jump: "c" },
    { key: "certificates", href: "/certificates", icon: <ShieldCheck />, jump: "t" },
  ],
  [
    { key: "eips", href: "/network/eips", icon: <Globe />, jump: "e" },
    { key: "vpcs", href: "/network/vpcs", icon: <Network />, jump: "v" },
    { key: "subnets", href: "/network/subnets", icon: <Split />, jump: "n" },
    { key: "sourceAddresses", href: "/network/source-addresses", icon: <Waypoints />, jump: "a" },
  ],
  [
    { key: "monitoring", href: "/monitoring", icon: <ChartSpline />, jump: "d" },
    { key: "alarms", href: "/alarms", icon: <Bell />, jump: "m" },
    { key: "logs", href: "/logs", icon: <ScrollText />, jump: "g" },
  ],
  [
    { key: "projects", href: "/access/projects", icon: <FolderTree />, jump: "p" },
    { key: "users", href: "/access/users", icon: <Users />, jump: "r" },
    { key: "tokens", href: "/access/tokens", icon: <KeyRound />, jump: "k" },
    { key: "configuration", href: "/configuration", icon: <GitCommitVertical />, jump: "h" },
    { key: "audit", href: "/audit", icon: <History />, jump: "u" },
  ],
];

export const navEntries: readonly NavEntry[] = navGroups.flat();

export function isCurrent(entry: NavEntry, path: string): boolean {
  return entry.href === "/" ? path === "/" : path === entry.href || path.startsWith(`${entry.href}/`);
}
