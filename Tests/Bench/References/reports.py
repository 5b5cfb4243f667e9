"""The reference of the reports' measures: Jinja2, WeasyPrint and psycopg. Prints the seconds of one measure.

    reports.py html|pdf AMOUNT       reaches the database by libpq's PG* variables

Reads the documents as JSON, as Troth writes them, from public.models: already decrypted, without row security and
without an audit. Draws no charts, tags and outlines nothing. So it has less to do than what is measured.
"""

import json
import sys
import time

import psycopg
from jinja2 import Environment

STYLE = """
@page { size: A4; margin: 20mm; @bottom-right { content: "Page " counter(page) " of " counter(pages); font-size: 8pt } }
body { font: 10pt/1.45 "Noto Sans"; color: #1d2430 }
h1 { font-size: 20pt } h2 { font-size: 12.5pt; border-top: 1px solid #d5dae2; padding-top: 8pt } h3 { font-size: 10pt }
table { width: 100%; border-collapse: collapse; font-size: 9pt }
th, td { text-align: left; padding: 3pt 8pt 3pt 0; border-bottom: 1px solid #d5dae2; vertical-align: top }
dl { display: grid; grid-template-columns: 30mm 1fr } dt { color: #566072 } dd { margin: 0 }
"""

# The model is walked as it is: lists of objects with the same keys are tables, objects are facts, texts are paragraphs.
PAGE = """
{%- macro node(key, value, level) -%}
{%- if value is mapping -%}
  <section><h{{ level }}>{{ key|replace('_', ' ')|capitalize }}</h{{ level }}>
  <dl>{% for k, v in value.items() if v is not mapping and v is not sequence or v is string %}
  <dt>{{ k|replace('_', ' ') }}</dt><dd>{{ v if v is not none else '' }}</dd>{% endfor %}</dl>
  {% for k, v in value.items() if v is mapping or (v is sequence and v is not string) %}{{ node(k, v, [level + 1, 4]|min) }}{% endfor %}
  </section>
{%- elif value is sequence and value is not string and value and value[0] is mapping -%}
  <section><h{{ level }}>{{ key|replace('_', ' ')|capitalize }}</h{{ level }}><table><thead><tr>
  {% for k in value[0].keys() %}<th scope="col">{{ k|replace('_', ' ') }}</th>{% endfor %}</tr></thead><tbody>
  {% for row in value %}<tr>{% for cell in row.values() %}<td>{{ cell if cell is not none else '' }}</td>{% endfor %}</tr>{% endfor %}
  </tbody></table></section>
{%- else -%}
  <p>{{ value if value is not none else '' }}</p>
{%- endif -%}
{%- endmacro -%}
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{{ model.title }}</title><style>{{ style }}</style></head>
<body><h1>{{ model.title }}</h1>
{% for key, value in model.items() if key != 'title' %}{{ node(key, value, 2) }}{% endfor %}
</body></html>
"""


def main():
    measure, amount = sys.argv[1], int(sys.argv[2])
    template = Environment(autoescape=True).from_string(PAGE)
    with psycopg.connect() as connection, connection.cursor() as cursor:
        if measure == "html":
            cursor.execute("select model from public.models order by id limit %s", (amount,))
            models = [json.loads(row[0]) for row in cursor.fetchall()]
            template.render(model=models[0], style=STYLE)
            start = time.perf_counter()
            total = sum(len(template.render(model=model, style=STYLE).encode()) for model in models)
            seconds = time.perf_counter() - start
        else:
            from weasyprint import HTML
            from weasyprint.text.fonts import FontConfiguration

            fonts = FontConfiguration()
            HTML(string="<p>warm").write_pdf(font_config=fonts)
            start = time.perf_counter()
            total = 0
            for number in range(1, amount + 1):
                cursor.execute("select model from public.models where id = %s", (number,))
                page = template.render(model=json.loads(cursor.fetchone()[0]), style=STYLE)
                total += len(HTML(string=page).write_pdf(font_config=fonts))
            seconds = time.perf_counter() - start
        if total < 1000 * amount:
            raise SystemExit("the documents are empty")
    print(seconds)


main()
