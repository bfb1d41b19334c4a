'use strict';
// Renders /openapi.json. Everything from the document becomes text nodes, never markup.
(async () => {
  const make = (tag, text, ...children) => {
    const node = document.createElement(tag);
    if (text) node.textContent = text;
    node.append(...children.filter(Boolean));
    return node;
  };
  const byId = id => document.getElementById(id);
  const code = value => make('pre', typeof value === 'string' ? value : JSON.stringify(value, null, 2));

  const description = await (await fetch('/openapi.json')).json();
  document.title = description.info.title;
  byId('title').textContent = `${description.info.title} ${description.info.version}`;
  byId('intro').textContent = description.info.description;

  const resolve = schema => schema && schema.$ref
    ? { ...description.components.schemas[schema.$ref.split('/').pop()], name: schema.$ref.split('/').pop() }
    : schema || {};
  const typeOf = schema => {
    const known = resolve(schema);
    if (known.enum) return known.enum.join(' | ');
    if (known.oneOf) return known.oneOf.map(typeOf).join(' | ');
    if (known.type === 'array') return `list of ${typeOf(known.items)}`;
    return known.name || known.const || (known.format ? `${known.type} (${known.format})` : known.type) || 'any';
  };
  const limits = schema => ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'pattern']
    .filter(limit => limit in schema).map(limit => `${limit} ${schema[limit]}`).join(', ');
  const row = (name, schema, required, text) => make('tr', '',
    make('td', '', make('code', name)), make('td', typeOf(schema)), make('td', required ? 'required' : ''),
    make('td', [text, limits(resolve(schema))].filter(Boolean).join('; ')));
  const fields = (schema, seen = []) => {
    const known = resolve(schema);
    if (known.type === 'array') return fields(known.items, seen);
    if (known.oneOf) return known.oneOf.map(each => fields(each, seen)).flat();
    if (!known.properties || seen.includes(known.name)) return [];
    const own = make('table', '', ...Object.entries(known.properties).map(([name, each]) =>
      row(name, each, (known.required || []).includes(name), each.description)));
    const inner = Object.values(known.properties).map(each => fields(each, [...seen, known.name])).flat();
    return [make('p', known.name || ''), own, ...inner];
  };

  const attempt = (method, path, operation) => {
    const inputs = (operation.parameters || []).map(parameter => {
      const input = make('input');
      input.value = parameter.example === undefined ? '' : parameter.example;
      return { parameter, input };
    });
    const json = operation.requestBody && operation.requestBody.content['application/json'];
    const body = json && make('textarea');
    if (body) {
      body.rows = 8;
      body.value = JSON.stringify(json.example, null, 2);
    }
    const answer = make('div');
    const send = make('button', 'Send');
    send.addEventListener('click', async () => {
      let target = path;
      const query = new URLSearchParams();
      const headers = {};
      if (byId('key').value) headers.Authorization = `Bearer ${byId('key').value}`;
      if (body) headers['Content-Type'] = 'application/json';
      for (const { parameter, input } of inputs) {
        if (parameter.in === 'path') target = target.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
        else if (input.value && parameter.in === 'query') query.append(parameter.name, input.value);
        else if (input.value) headers[parameter.name] = input.value;
      }
      const begun = performance.now();
      try {
        const response = await fetch(target + (query.size ? `?${query}` : ''),
          { method: method.toUpperCase(), headers, body: body ? body.value : undefined });
        const type = response.headers.get('content-type') || '';
        const line = make('p', `${response.status} ${type} (${Math.round(performance.now() - begun)} ms)`);
        if (type.startsWith('image/')) {
          const picture = make('img');
          picture.src = URL.createObjectURL(await response.blob());
          answer.replaceChildren(line, picture);
        } else {
          const text = await response.text();
          answer.replaceChildren(line, code(type.includes('json') ? JSON.parse(text) : text));
        }
      } catch (failure) {
        answer.replaceChildren(make('p', String(failure)));
      }
    });
    return make('div', '', make('h4', 'Try it'), ...inputs.map(({ parameter, input }) =>
      make('p', '', make('label', `${parameter.name} `, input))), body, make('p', '', send), answer);
  };

  const operation = (path, method, each) => {
    const body = each.requestBody && each.requestBody.content['application/json'];
    const parameters = (each.parameters || []).map(parameter =>
      row(parameter.name, parameter.schema, parameter.required, `${parameter.in}. ${parameter.description || ''}`));
    const responses = Object.entries(each.responses).map(([status, response]) => {
      const example = Object.values(response.content || {}).map(content => content.example).find(Boolean);
      return make('tr', '', make('td', status), make('td', response.description, example && code(example)));
    });
    const details = make('details', '',
      make('summary', '', make('b', method.toUpperCase()), make('code', path), make('span', each.summary)),
      each.description && make('p', each.description),
      make('p', each['x-permission'] ? `Needs ${each['x-permission']}` : 'Open to everybody'),
      parameters.length ? make('table', '', ...parameters) : null,
      ...(body ? [make('h4', 'Body'), ...fields(body.schema)] : []),
      make('h4', 'Answers'), make('table', '', ...responses));
    details.id = each.operationId;
    details.addEventListener('toggle', () => details.append(attempt(method, path, each)), { once: true });
    return details;
  };

  const show = () => {
    const wanted = byId('find').value.toLowerCase();
    const groups = new Map((description.tags || []).map(tag => [tag.name, []]));
    for (const [path, methods] of Object.entries(description.paths)) {
      for (const [method, each] of Object.entries(methods)) {
        if (`${method} ${path} ${each.summary}`.toLowerCase().includes(wanted)) {
          groups.get(each.tags[0]).push(operation(path, method, each));
        }
      }
    }
    byId('operations').replaceChildren(...[...groups].filter(([, found]) => found.length)
      .map(([tag, found]) => make('section', '', make('h2', tag), ...found)));
  };
  byId('find').addEventListener('input', show);
  show();
})().catch(failure => {
  document.getElementById('operations').textContent = `The description could not be read: ${failure}`;
});
