// Code or output, which the keyboard can scroll where it is too wide.
export function block(name, properties, ...children) {
  const pre = make("pre", properties, ...children);
  nameWhereItScrolls(pre, "group", name);
  return pre;
}
