import { randomUUID } from "node:crypto";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import { defaultProjectName, defaultQuota } from "@/lib/model/project";
import * as schema from "./schema";

/** First run: a project, a VPC with a subnet, and a pool of EIPs, all inside 127.0.0.0/8 (design: addresses). */
export function seed(db: BetterSQLite3Database<typeof schema>): void {
  db.transaction(
    (tx) => {
      if (tx.select().from(schema.settings).limit(1).get() !== undefined) return;
      const createdAt = Date.now();
      const projectId = randomUUID();
      const vpcId = randomUUID();
      tx.insert(schema.settings)
        .values([
          { key: "generation", value: 0 },
          { key: "installationId", value: randomUUID() },
          { key: "region", value: "local-1" },
          { key: "defaultProjectId", value: projectId },
        ])
        .run();
      tx.insert(schema.projects).values({ id: projectId, name: defaultProjectName, description: "", createdAt }).run();
      tx.insert(schema.quotas)
        .values(Object.entries(defaultQuota).map(([resource, limit]) => ({ projectId, resource, limit })))
        .run();
      tx.insert(schema.vpcs)
        .values({ id: vpcId, name: "vpc-default", cidr: "127.0.0.0/8", description: "", createdAt })
        .run();
      tx.insert(schema.subnets)
        .values({ id: randomUUID(), vpcId, name: "subnet-default", cidr: "127.10.0.0/16", createdAt })
        .run();
      tx.insert(schema.eipPools).values({ id: randomUUID(), cidr: "127.20.0.0/16", createdAt }).run();
    },
    { behavior: "immediate" },
  );
}
