CREATE TABLE `configuration_changes` (
	`generation` integer NOT NULL,
	`section` text NOT NULL,
	`row_id` text NOT NULL,
	`before` text,
	`after` text,
	PRIMARY KEY(`generation`, `section`, `row_id`)
);
--> statement-breakpoint
CREATE INDEX `configuration_changes_row` ON `configuration_changes` (`section`,`row_id`);--> statement-breakpoint
CREATE TABLE `configuration_generations` (
	`generation` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`user_id` text NOT NULL,
	`user_name` text NOT NULL,
	`type` text NOT NULL,
	`source_ip` text NOT NULL,
	`request_id` text NOT NULL,
	`event` text NOT NULL,
	`resource_type` text NOT NULL,
	`resource_id` text NOT NULL,
	`resource_name` text NOT NULL,
	`changes` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `configuration_generations_at` ON `configuration_generations` (`at`);