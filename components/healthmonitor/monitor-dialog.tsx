"use client";

import { useTranslations } from "next-intl";
import * as z from "zod";
import { notify } from "@/components/feedback/notify";
import { FormDialog } from "@/components/form/form-dialog";
import { useZodForm } from "@/components/form/use-zod-form";
import {
  createHealthMonitorAction,
  replaceHealthMonitorAction,
  updateHealthMonitorAction,
} from "@/lib/actions/healthmonitor";
import type { ActionError } from "@/lib/actions/result";
import { useRefreshResources } from "@/lib/client/use-resource";
import { type HealthMonitor, HealthMonitorStep } from "@/lib/model/healthmonitor";
import type { ListenerProtocol } from "@/lib/model/listener";
import type { PoolView } from "@/lib/model/pool";
import { MonitorFields } from "./monitor-fields";
import { defaultMonitor, type MonitorValues, monitorValues } from "./monitor-values";

type Step = z.output<typeof HealthMonitorStep>;
const MonitorForm = z.object({ monitor: HealthMonitorStep });

/** A path under `monitor` for each field, so that a refusal of the server finds it. */
function onFields(error: ActionError): ActionError {
  return { ...error, fields: error.fields.map(({ path, rule }) => ({ path: `monitor.${path}`, rule })) };
}

export function MonitorDialog({ pool, onClose }: { pool: PoolView; onClose: () => void }) {
  const t = useTranslations("healthmonitor");
  const common = useTranslations("common");
  const refresh = useRefreshResources();
  const stored = pool.healthMonitor;
  const protocol: ListenerProtocol = pool.listeners[0]?.protocol ?? pool.protocol;
  const values: MonitorValues = stored
    ? { ...monitorValues(stored, protocol), enabled: true }
    : defaultMonitor(protocol);
  const form = useZodForm<{ monitor: MonitorValues }, { monitor: Step }>(
    MonitorForm as unknown as z.ZodType<{ monitor: Step }, { monitor: MonitorValues }>,
    { monitor: values },
  );
  return (
    <FormDialog
      form={form}
      className="w-160"
      title={t("configureTitle", { group: pool.name })}
      submitLabel={common("save")}
      onClose={onClose}
      onSubmit={async ({ monitor }) => {
        const error = await saveMonitor(pool.id, stored, monitor);
        if (error === null) notify(t(monitor.enabled ? "saved" : "switchedOff"));
        refresh();
        return error && onFields(error);
      }}
    >
      <MonitorFields at="monitor" protocol={protocol} fixedType={stored?.type} />
    </FormDialog>
  );
}

/** Off keeps the settings; another protocol takes the place of the old check (K-06). */
async function saveMonitor(poolId: string, stored: HealthMonitor | null, step: Step): Promise<ActionError | null> {
  const { enabled, type, ...settings } = step;
  if (stored === null) {
    if (!enabled) return null;
    const made = await createHealthMonitorAction({ poolId, type, ...settings });
    return made.ok ? null : made.error;
  }
  if (!enabled || stored.type === type) {
    const change = enabled ? { enabled, ...settings } : { enabled };
    const changed = await updateHealthMonitorAction({ id: stored.id, ...change });
    return changed.ok ? null : changed.error;
  }
  const made = await replaceHealthMonitorAction({ poolId, type, ...settings });
  return made.ok ? null : made.error;
}
