// A lint rule: no plain object is indexed, or asked with `in`, by a text that can be anything. A name that
// comes from outside (a PC, a place, an edition, a value of a registry) may be `__proto__` or `constructor`,
// and then what every object inherits would be taken for an entry. A Map has no such names; so has an object
// whose names are a closed union.
import ts from 'typescript';

const message =
  'A text that can be anything must not index an object ("constructor", "__proto__"): use a Map, or Object.hasOwn before.';

/** @type {import('eslint').Rule.RuleModule} */
export const noForeignIndex = {
  meta: { type: 'problem', schema: [], messages: { foreign: message } },
  create(context) {
    const { parserServices } = context.sourceCode;
    // Where a text is linted that is no file of the project, nothing is known of its types.
    if (parserServices?.program == null) return {};
    const checker = parserServices.program.getTypeChecker();
    const isAnyText = (node) => {
      const type = parserServices.getTypeAtLocation(node);
      const parts = type.isUnion() ? type.types : [type];
      const open = ts.TypeFlags.String | ts.TypeFlags.Any | ts.TypeFlags.TemplateLiteral;
      return parts.some(({ flags }) => (flags & open) !== 0);
    };
    const isPlain = (node) => {
      const type = checker.getNonNullableType(parserServices.getTypeAtLocation(node));
      return !checker.isArrayLikeType(type);
    };
    const { sourceCode } = context;
    /** Whether it is read only where `Object.hasOwn` of the same two said yes. */
    const isGuarded = (node) => {
      const guard = `Object.hasOwn(${sourceCode.getText(node.object)}, ${sourceCode.getText(node.property)})`;
      for (let at = node; at.parent != null; at = at.parent) {
        const { parent } = at;
        if (parent.type === 'ConditionalExpression' && parent.consequent === at)
          if (sourceCode.getText(parent.test).includes(guard)) return true;
      }
      return false;
    };
    return {
      MemberExpression(node) {
        if (!node.computed || isGuarded(node)) return;
        if (isAnyText(node.property) && isPlain(node.object))
          context.report({ node, messageId: 'foreign' });
      },
      'BinaryExpression[operator="in"]'(node) {
        if (node.left.type !== 'PrivateIdentifier' && isAnyText(node.left))
          context.report({ node, messageId: 'foreign' });
      },
    };
  },
};
