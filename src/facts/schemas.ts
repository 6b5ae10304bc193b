import { z } from 'zod';
import { FACTS, type FactName } from './names.js';
import { shapeOf, type Shape } from './shapes.js';

const ISO_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

function recordSchema({ members, others }: Extract<Shape, { kind: 'record' }>): z.ZodType {
  const entries = Object.entries(members).map(([name, member]) => {
    const schema = toSchema(shapeOf(member));
    return [name, 'optional' in member ? schema.optional() : schema];
  });
  const shape = Object.fromEntries(entries) as z.ZodRawShape;
  return others === undefined ? z.object(shape) : z.looseObject(shape);
}

function toSchema(shape: Shape): z.ZodType {
  switch (shape.kind) {
    case 'text':
      return z.string();
    case 'time':
      return z.string().regex(ISO_TIME, 'an ISO time');
    case 'flag':
      return z.boolean();
    case 'number':
      return shape.isWhole ? z.number().int() : z.number();
    case 'oneOf':
      return z.enum(shape.values);
    case 'list':
      return z.array(toSchema(shape.of));
    case 'dictionary':
      return z.record(z.string(), toSchema(shape.of));
    case 'nullable':
      return toSchema(shape.of).nullable();
    case 'textOrList':
      return z.union([toSchema(shape.text), toSchema(shape.list)]);
    case 'record':
      return recordSchema(shape);
  }
}

const made = new Map<FactName, z.ZodType>();

/** The schema of a fact's value, made on first use. */
export function factSchema(name: FactName): z.ZodType {
  const known = made.get(name);
  if (known !== undefined) return known;
  const schema = toSchema(FACTS[name].shape);
  made.set(name, schema);
  return schema;
}
