ALTER TABLE `listeners` ADD `trusted_proxies` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `listeners` ADD `forwarded_for` text DEFAULT 'append' NOT NULL;--> statement-breakpoint
ALTER TABLE `listeners` ADD `connections_per_source` integer DEFAULT -1 NOT NULL;--> statement-breakpoint
ALTER TABLE `pools` ADD `passive_ejection` text;--> statement-breakpoint
ALTER TABLE `pools` ADD `slow_start_s` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `pools` ADD `fail_open` integer DEFAULT false NOT NULL;