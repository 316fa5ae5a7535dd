import 'server-only';
import { type Env, env } from '@/lib/config/env';
import { AppError } from '@/lib/core/errors';

/** A folder laid out as AI Toolkit lays it out (`infra/`, `inference/`); `root` is absolute. */
export type Project = Env['projects'][number];

/** Every project that the settings name, this checkout first. */
export function listProjects(): Project[] {
  return env.projects;
}

/** The project with that id. Throws `not_found` for any other text. */
export function getProject(id: string): Project {
  const project = env.projects.find((candidate) => candidate.id === id);
  if (project) return project;
  throw new AppError('not_found', {
    code: 'project_not_found',
    message: 'There is no project with that id.',
    action: 'Pick a project from the list, or add its folder to SLIPWAY_PROJECTS and start again.',
  });
}
