CREATE TABLE "created_resources" (
	"project" text NOT NULL,
	"id" text NOT NULL,
	"resource_type" text NOT NULL,
	"name" text NOT NULL,
	"run_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "created_resources_project_id_pk" PRIMARY KEY("project","id")
);
--> statement-breakpoint
CREATE TABLE "file_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project" text NOT NULL,
	"path" text NOT NULL,
	"content" text NOT NULL,
	"replaced_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project" text NOT NULL,
	"fingerprint" text NOT NULL,
	"plan" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "created_resources" ADD CONSTRAINT "created_resources_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "file_versions_by_file" ON "file_versions" USING btree ("project","path","replaced_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "plans_by_project" ON "plans" USING btree ("project","created_at" DESC NULLS LAST);