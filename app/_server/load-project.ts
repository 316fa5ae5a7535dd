import 'server-only';
import { notFound } from 'next/navigation';
import { getProject, type Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';

/** The project of a page's URL; an unknown one is the 404 page. */
export async function loadProject(params: Promise<{ project: string }>): Promise<Project> {
  return orNotFound(async () => getProject((await params).project));
}

/** What `work` yields; its `not_found` becomes the 404 page. */
export async function orNotFound<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not_found') notFound();
    throw error;
  }
}
