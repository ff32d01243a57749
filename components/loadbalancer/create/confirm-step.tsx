"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { FormFoot } from "@/components/form/form-card";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { RefusedNote } from "./refused-note";
import { Review, type ReviewProps } from "./review";

interface ConfirmStepProps extends ReviewProps {
  refused?: string;
  busy: boolean;
  onSubmit: () => void;
}

export function ConfirmStep({ refused, busy, onSubmit, ...review }: ConfirmStepProps) {
  const t = useTranslations("loadbalancer");
  const common = useTranslations("common");
  const start = useRef<HTMLDivElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    start.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={start} tabIndex={-1} className="grid gap-4 focus-visible:shadow-none!">
      <p className="text-muted-foreground">{t("confirmIntro")}</p>
      <Review {...review} />
      {refused && <RefusedNote>{refused}</RefusedNote>}
      <Card className="overflow-hidden">
        <FormFoot>
          <ButtonLink variant="quiet" href="/load-balancers">
            {common("cancel")}
          </ButtonLink>
          <Button className="ml-auto phone:flex-1" onClick={review.onEdit} disabled={busy}>
            {common("back")}
          </Button>
          <Button variant="primary" className="phone:flex-1" onClick={onSubmit} busy={busy}>
            {t("submit")}
          </Button>
        </FormFoot>
      </Card>
    </div>
  );
}
