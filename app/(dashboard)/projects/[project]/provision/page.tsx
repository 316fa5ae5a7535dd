import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ActiveRun } from '@/app/_components/active-run';
import { ErrorMessage } from '@/app/_components/error-message';
import { findActiveRun } from '@/app/_server/find-active-run';
import { loadProject } from '@/app/_server/load-project';
import { settle } from '@/app/_server/settle';
import { PageHeader } from '@/app/_ui/page-header';
import { env } from '@/lib/config/env';
import { readFinetuningConfig } from '@/lib/config/finetuning-config';
import { readInferenceConfig } from '@/lib/config/inference-config';
import { readParameters } from '@/lib/config/parameters';
import { canProvision } from '@/lib/deployment/operate/rules';
import { readChosenTarget } from '@/lib/provisioning/chosen-target';
import { readTemplate } from '@/lib/provisioning/template';
import { ProvisionForm } from './_components/provision-form';
import { ReadAgain } from './_components/read-again';
import { tenantFromFile } from './_components/target';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('provision'))('title') };
}

export default async function ProvisionPage({ params }: PageProps<'/projects/[project]/provision'>) {
  const project = await loadProject(params);
  const t = await getTranslations('provision');
  const refusal = await getTranslations('refusal');
  const [parameters, inference, finetuning, template, active, kept] = await Promise.all([
    settle(readParameters(project)),
    settle(readInferenceConfig(project)),
    settle(readFinetuningConfig(project)),
    settle(readTemplate(project)),
    findActiveRun(project.id),
    readChosenTarget(project),
  ]);
  const tuned = finetuning.ok ? finetuning.value : null;
  const made = (inference.ok && inference.value) || tuned;
  const verdict = canProvision({ provisioned: made !== null, activeRun: active?.kind ?? null });
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="flex flex-col gap-4">
        {active && <ActiveRun projectId={project.id} run={active} />}
        {[parameters, inference, finetuning].map(
          (file) =>
            !file.ok && <ErrorMessage key={file.error.code} error={file.error} actions={<ReadAgain />} />,
        )}
        {parameters.ok && (
          <ProvisionForm
            projectId={project.id}
            refused={verdict.allowed ? undefined : refusal(verdict.reason)}
            local={env.azureMode === 'local'}
            initialTarget={
              kept ?? {
                tenantId: tenantFromFile(tuned, made?.SUBSCRIPTION_ID),
                subscriptionId: made?.SUBSCRIPTION_ID,
                resourceGroup: made?.RESOURCE_GROUP_NAME,
              }
            }
            file={{ text: parameters.value.text, version: parameters.value.version }}
            declared={template.ok ? Object.keys(template.value.parameters) : null}
          />
        )}
      </div>
    </>
  );
}
