DROP INDEX `servers_address_unique`;--> statement-breakpoint
ALTER TABLE `servers` ADD `project_id` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `servers` ADD `tags` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `servers` ADD `updated_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `servers_place` ON `servers` (`project_id`,`address`);