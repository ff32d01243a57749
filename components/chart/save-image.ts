/** Styles that a drawing gets from the page, and must carry itself once it has left it. */
const carried = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-family"];
const scale = 2;
const headHeight = 28;

/** Saves the drawing within an element as a PNG with its title above it, in the colours of the page. */
export async function saveChartImage(element: HTMLElement, title: string, name: string): Promise<void> {
  const drawing = element.querySelector("svg");
  if (drawing === null) return;
  const { width, height } = drawing.getBoundingClientRect();
  const image = await loaded(standalone(drawing, width, height));
  const canvas = document.createElement("canvas");
  canvas.width = width * scale;
  canvas.height = (height + headHeight) * scale;
  const context = canvas.getContext("2d");
  if (context === null) return;
  const page = getComputedStyle(element);
  context.scale(scale, scale);
  context.fillStyle = page.getPropertyValue("--card");
  context.fillRect(0, 0, width, height + headHeight);
  context.fillStyle = page.color;
  context.font = `600 14px ${page.fontFamily}`;
  context.fillText(title, 8, 19);
  context.drawImage(image, 0, headHeight, width, height);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
  if (blob !== null) download(blob, `${name}.png`);
}

function standalone(drawing: SVGSVGElement, width: number, height: number): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = drawing.querySelectorAll("*");
  for (const [index, node] of copy.querySelectorAll<SVGElement>("*").entries()) {
    const original = originals[index];
    if (original === undefined) continue;
    const style = getComputedStyle(original);
    for (const property of carried) node.style.setProperty(property, style.getPropertyValue(property));
  }
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
}

async function loaded(source: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = source;
  await image.decode();
  return image;
}

function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
