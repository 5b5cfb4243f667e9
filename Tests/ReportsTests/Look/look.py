"""Shows every report as a reader sees it, and checks it as a screen reader would.

    look.py FOLDER OUT      FOLDER holds what `TROTH_LOOK=FOLDER swift test --filter PictureTests` wrote

Writes pictures of each HTML page in light, dark, phone width and print to OUT, and of each page of each PDF. Runs
axe-core over each page in light and dark, pdftotext and qpdf over each PDF. Ends with 1 where one of them found a fault.
Needs chromium, poppler-utils, qpdf, and playwright and axe-playwright-python from PyPI.
"""

import pathlib
import shutil
import subprocess
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

VIEWS = {
    "light": dict(viewport=dict(width=1000, height=800), color_scheme="light"),
    "dark": dict(viewport=dict(width=1000, height=800), color_scheme="dark"),
    "phone": dict(viewport=dict(width=390, height=800), color_scheme="light", device_scale_factor=1),
}


def look_at_page(browser, page_file, out):
    faults = []
    for name, options in VIEWS.items():
        # the page's own policy would keep axe out
        context = browser.new_context(bypass_csp=True, **options)
        page = context.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(page_file.as_uri())
        outside = [url for url in asked if not url.startswith(("file:", "data:"))]
        faults += [f"{page_file.name} asks for {url}" for url in outside]
        page.screenshot(path=out / f"{page_file.stem}-{name}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            faults.append(f"{page_file.name} is {wide} points too wide at {name}")
        if name == "light":
            page.emulate_media(media="print")
            page.set_viewport_size(dict(width=720, height=1000))
            page.screenshot(path=out / f"{page_file.stem}-print.png", full_page=True)
            page.emulate_media(media="screen")
        for found in Axe().run(page).response["violations"]:
            where = ", ".join(str(node["target"][0]) for node in found["nodes"][:3])
            faults.append(f"{page_file.name} {name}: {found['id']}: {found['help']} ({where})")
        context.close()
    return faults


def look_at_pdf(file, out):
    faults = []
    subprocess.run(["pdftoppm", "-r", "60", "-png", file, out / f"{file.stem}-pdf"], check=True)
    checked = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True)
    if checked.returncode != 0:
        faults.append(f"{file.name}: {checked.stdout}{checked.stderr}")
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    if "Page 1 of" not in text or "\ufffd" in text:
        faults.append(f"{file.name}: its text cannot be read")
    return faults


def main(folder, out):
    out.mkdir(parents=True, exist_ok=True)
    faults = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for file in sorted(folder.glob("*.html")):
            faults += look_at_page(browser, file, out)
        browser.close()
    pdfs = sorted(folder.glob("*.pdf"))
    for file in pdfs:
        faults += look_at_pdf(file, out)
    for fault in faults:
        print(fault)
    print(f"{len(list(folder.glob('*.html')))} pages, {len(pdfs)} PDFs, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()))
