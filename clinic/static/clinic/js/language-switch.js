// The same question in the other language: questions have the same anchor in every language.
const links = document.querySelectorAll(".language-switch__link[data-same-page]");

function followQuestion() {
  for (const link of links) link.hash = location.hash;
}

// The page in the language that the browser asks for first, where it is not in that language already.
function offerLanguage() {
  const [asked] = (navigator.languages[0] ?? "").split("-");
  for (const offer of document.querySelectorAll(".language-offer")) offer.hidden = offer.lang !== asked;
}

addEventListener("hashchange", followQuestion);
followQuestion();
offerLanguage();
