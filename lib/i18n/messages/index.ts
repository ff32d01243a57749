import type { Locale } from "../locales";
import en from "./en";
import zhCN from "./zh-CN";

export type Messages = typeof en;

export const messages: Record<Locale, Messages> = { en, "zh-CN": zhCN };
