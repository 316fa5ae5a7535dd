export type {
  ExpandedTemplate,
  ResourceNode,
  Runtime,
  TemplateInput,
  TemplateScope,
  TypedValue,
} from './contract.ts';
