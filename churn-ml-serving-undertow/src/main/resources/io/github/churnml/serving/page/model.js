/* The model that answers, as the page knows it. */
import {ask} from './ask.js';

/** The card, the target and the columns of the model; null until it is known. */
export let data = null;

const TIER_WORDS = {low: 'low risk', medium: 'medium risk', high: 'high risk'};
/** What customers do whom the model predicts, where it says other than that they leave. */
export const does = () => data.model.outcome ? data.model.outcome.verb.replaceAll('_', ' ') : 'leave';
export const tierWords = tier => data.model.outcome?.good
  ? {low: 'unlikely to ', medium: 'may ', high: 'likely to '}[tier] + does() : TIER_WORDS[tier];

export async function loadModel() {
  const [model, schema] = await Promise.all([ask('model'), ask('schema')]);
  data = {model, target: schema.target, mostBytes: schema.limits.tableBytes, columns: schema.columns.map(column => ({
    name: column.name, type: column.type, levels: column.levels, moreLevels: column.moreLevels, ...column.range,
    // Without a profile of the training rows, the example is no usual value.
    usual: column.missingShare === undefined ? undefined : column.example
  }))};
}
