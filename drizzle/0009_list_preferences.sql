CREATE TABLE `list_preferences` (
	`user_id` text NOT NULL,
	`resource` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`user_id`, `resource`),
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
