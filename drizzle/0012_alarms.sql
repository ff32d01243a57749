CREATE TABLE `alarm_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`kind` text NOT NULL,
	`project_id` text NOT NULL,
	`rule_id` text NOT NULL,
	`rule_name` text NOT NULL,
	`level` text NOT NULL,
	`source` text NOT NULL,
	`metric` text NOT NULL,
	`object_type` text NOT NULL,
	`object_id` text NOT NULL,
	`object_name` text NOT NULL,
	`value` real,
	`detail` text NOT NULL,
	`operator` text NOT NULL,
	`threshold` real NOT NULL,
	`statistic` text NOT NULL,
	`period_s` integer NOT NULL,
	`periods` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `alarm_events_at` ON `alarm_events` (`at`);--> statement-breakpoint
CREATE INDEX `alarm_events_rule` ON `alarm_events` (`rule_id`,`at`);--> statement-breakpoint
CREATE TABLE `alarm_notices` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`target_id` text NOT NULL,
	`message` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_try_at` integer NOT NULL,
	FOREIGN KEY (`target_id`) REFERENCES `alarm_targets`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `alarm_notices_target` ON `alarm_notices` (`target_id`);--> statement-breakpoint
CREATE TABLE `alarm_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`source` text NOT NULL,
	`object_type` text NOT NULL,
	`object_id` text,
	`object_name` text NOT NULL,
	`metric` text NOT NULL,
	`period_s` integer NOT NULL,
	`statistic` text NOT NULL,
	`operator` text NOT NULL,
	`threshold` real NOT NULL,
	`periods` integer NOT NULL,
	`level` text NOT NULL,
	`suppress_s` integer NOT NULL,
	`enabled` integer NOT NULL,
	`notify_recovery` integer NOT NULL,
	`target_ids` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `alarm_rules_project` ON `alarm_rules` (`project_id`);--> statement-breakpoint
CREATE INDEX `alarm_rules_object` ON `alarm_rules` (`object_id`);--> statement-breakpoint
CREATE TABLE `alarm_states` (
	`rule_id` text NOT NULL,
	`object_id` text NOT NULL,
	`object_name` text NOT NULL,
	`state` text NOT NULL,
	`streak` integer NOT NULL,
	`missing` integer NOT NULL,
	`since` integer NOT NULL,
	`until` integer NOT NULL,
	`notified_at` integer,
	`announced` integer NOT NULL,
	`value` real,
	`detail` text NOT NULL,
	PRIMARY KEY(`rule_id`, `object_id`),
	FOREIGN KEY (`rule_id`) REFERENCES `alarm_rules`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `alarm_states_state` ON `alarm_states` (`state`);--> statement-breakpoint
CREATE TABLE `alarm_targets` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`name` text NOT NULL,
	`channel` text NOT NULL,
	`origin` text NOT NULL,
	`sealed` text NOT NULL,
	`has_secret` integer NOT NULL,
	`locale` text NOT NULL,
	`enabled` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer,
	`last_at` integer,
	`last_error` text DEFAULT '' NOT NULL,
	`last_error_at` integer,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `alarm_targets_project` ON `alarm_targets` (`project_id`);