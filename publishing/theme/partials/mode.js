try{document.documentElement.dataset.theme=localStorage.pubTheme||(matchMedia("(prefers-color-scheme:dark)").matches?"dark":"light")}catch{}
