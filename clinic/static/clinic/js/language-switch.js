// The same question in the other language: questions have the same anchor in every language.
const links = document.querySelectorAll(".language-switch__link[data-same-page]");

function followQuestion() {
  for (const link of links) link.hash = location.hash;
}

addEventListener("hashchange", followQuestion);
followQuestion();
