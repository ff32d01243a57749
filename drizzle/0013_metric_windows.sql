DROP TABLE `metric_points`;--> statement-breakpoint
CREATE TABLE `metric_objects` (
	`ref` integer PRIMARY KEY NOT NULL,
	`object_id` text NOT NULL,
	`kind` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `metric_objects_object_id_unique` ON `metric_objects` (`object_id`);--> statement-breakpoint
CREATE TABLE `metric_windows` (
	`ref` integer NOT NULL,
	`period` integer NOT NULL,
	`at` integer NOT NULL,
	`data` blob NOT NULL,
	PRIMARY KEY(`ref`, `period`, `at`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `metric_tiers` (
	`period` integer PRIMARY KEY NOT NULL,
	`until` integer NOT NULL,
	`target` integer NOT NULL,
	`after_ref` integer NOT NULL
);
