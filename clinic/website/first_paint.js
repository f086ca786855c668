{
  const root = document.documentElement;
  root.dataset.scripts = "";
  try {
    const chosen = JSON.parse(localStorage.getItem("reading")) ?? {};
    for (const name of ["theme", "contrast", "text", "motion"]) if (chosen[name]) root.dataset[name] = chosen[name];
  } catch {}
}
