// Reads a page aloud with the voices of this device. A voice that sends the words to somebody else is never used; where
// there is none of its own in the language of the page, the button stays hidden.
// Sentence by sentence, because browsers stop in long ones; pausing is stopping after a sentence and going on from it,
// because not every browser can pause.

const ASIDE = ".page-tools, .open-all, .answer-tools, .sources, .next-steps, .own-questions, .booking, .all-sources, .words-explained";
const UNREAD = `nav, footer, script, style, svg, form, [hidden], .vh, .print-only, .topic__key, .topic__related, ${ASIDE}`;
const PART = "h1, h2, h3, h4, p, li, dt, dd, th, td, caption, figcaption, summary, div, section, article, text-part";
const LONGEST = 220;

const box = document.querySelector(".listen");
const [main, stop] = box.querySelectorAll("button");
const said = box.querySelector("[role=status]");
const speech = window.speechSynthesis;
const language = document.documentElement.lang;

let sentences = [];
let place = 0;
let state = "idle";
let turn = 0; // What an earlier turn still reports is not heard.

function ownVoice() {
  const short = (tag) => tag.toLowerCase().split(/[-_]/)[0];
  const voices = speech.getVoices().filter((voice) => voice.localService && short(voice.lang) === short(language));
  return voices.find((voice) => voice.default) ?? voices[0];
}

// Every piece of text in reading order, with the part of the page it stands in; closed answers too.
function partsOf(article) {
  const parts = [];
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (!data.trim() || parentElement.closest(UNREAD)) continue;
    const element = parentElement.closest(PART);
    if (parts.at(-1)?.element === element) parts.at(-1).text += data;
    else parts.push({ element, text: data });
  }
  return parts;
}

function cut(text) {
  const whole = text.replace(/\s+/g, " ").trim();
  const found = window.Intl?.Segmenter
    ? [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(whole)].map(({ segment }) => segment)
    : whole.match(/[^.!?]+[.!?]*\s*/g);
  return (found ?? [whole]).flatMap((one) => one.match(new RegExp(`.{1,${LONGEST}}(?:\\s|$)|.+`, "g")) ?? []);
}

function mark(element) {
  document.querySelectorAll("[data-read-aloud]").forEach((marked) => marked.removeAttribute("data-read-aloud"));
  const closed = element?.closest("details:not([open])");
  (closed?.querySelector("summary") ?? element)?.setAttribute("data-read-aloud", "");
}

function become(next) {
  state = next;
  main.querySelector("span").textContent = main.dataset[next];
  stop.hidden = next === "idle";
}

function speak() {
  const voice = ownVoice();
  const sentence = sentences[place];
  if (!sentence || !voice) return end(box.dataset.end);
  const mine = ++turn;
  const utterance = new SpeechSynthesisUtterance(sentence.text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.onend = () => {
    if (mine !== turn) return;
    place += 1;
    speak();
  };
  utterance.onerror = () => mine === turn && end(box.dataset.stopped);
  window.readingNow = utterance; // Kept, or some browsers throw it away before it has ended.
  mark(sentence.element);
  speech.speak(utterance);
}

function silence() {
  turn += 1;
  speech.cancel();
}

function begin() {
  const article = box.closest("article");
  sentences = partsOf(article).flatMap(({ element, text }) => cut(text).map((one) => ({ element, text: one })));
  place = 0;
  goOn();
}

function goOn() {
  become("reading");
  said.textContent = box.dataset.reading;
  silence();
  speak();
}

function pause() {
  silence();
  become("paused");
  said.textContent = box.dataset.paused;
}

function end(words) {
  silence();
  mark(null);
  if (document.activeElement === stop) main.focus({ preventScroll: true });
  become("idle");
  said.textContent = words;
}

function offer() {
  box.hidden = !ownVoice();
}

if (speech) {
  main.addEventListener("click", () => ({ idle: begin, reading: pause, paused: goOn })[state]());
  stop.addEventListener("click", () => end(box.dataset.stopped));
  speech.addEventListener?.("voiceschanged", offer);
  addEventListener("pagehide", () => state !== "idle" && end(""));
  offer();
}
