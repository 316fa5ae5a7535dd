CREATE TABLE "app_log_lines" (
	"project" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"until" timestamp with time zone,
	"source" text NOT NULL,
	"origin" text NOT NULL,
	"revision" text NOT NULL,
	"replica" text NOT NULL,
	"container" text NOT NULL,
	"level" text NOT NULL,
	"text" text NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "app_log_lines_project_seq_pk" PRIMARY KEY("project","seq")
);
--> statement-breakpoint
CREATE TABLE "app_logs" (
	"project" text PRIMARY KEY NOT NULL,
	"last_seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "app_log_lines_once" ON "app_log_lines" USING btree ("project","key");