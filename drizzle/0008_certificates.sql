CREATE TABLE `certificates` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`type` text NOT NULL,
	`domain` text NOT NULL,
	`certificate_pem` text NOT NULL,
	`sealed_key` text,
	`facts` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer
);
--> statement-breakpoint
CREATE INDEX `certificates_project` ON `certificates` (`project_id`);--> statement-breakpoint
ALTER TABLE `listeners` ADD `tls` text;