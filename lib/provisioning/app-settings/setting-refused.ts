import 'server-only';
import { AppError } from '@/lib/core/errors';

/** Why a setting cannot be changed now. */
export function settingRefused(code: string, message: string, action: string, target?: string): AppError {
  return new AppError('conflict', { code, message, action, ...(target ? { target } : {}) });
}
